package org.tepui.core.endpoint;

import java.util.concurrent.CompletionStage;
import java.util.function.LongFunction;
import org.tepui.api.http.HttpResponse;
import org.tepui.core.line.Input;
import org.tepui.core.snapshot.Snapshot;
import org.tepui.protocol.v1.Encoding;

/** The line as endpoints see it. Implemented by the runtime. */
public interface LineGate {

    /** State of the last epoch. */
    Snapshot snapshot();

    /**
     * Hands an input to the line; the stage is the line's answer, 503 when the inbox is full.
     *
     * @param input made for the number by which the line answers
     */
    CompletionStage<HttpResponse> ask(LongFunction<Input> input);

    /** As {@link #ask} for SUBSCRIBE: the answer may be a stream of events in the given form. */
    CompletionStage<HttpResponse> open(Encoding type, LongFunction<Input> input);
}
