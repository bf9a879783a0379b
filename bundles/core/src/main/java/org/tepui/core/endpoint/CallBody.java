package org.tepui.core.endpoint;

import java.util.Optional;
import org.tepui.api.http.HttpRequest;
import org.tepui.api.http.HttpResponse;
import org.tepui.protocol.ProtocolException;

/** Reads the body of a call by its Content-Type. */
final class CallBody<T> {

    /** Parses one form. */
    interface Parser<T> {
        T parse(byte[] body) throws ProtocolException;
    }

    private final Parser<T> json;
    private final Parser<T> protobuf;

    CallBody(Parser<T> json, Parser<T> protobuf) {
        this.json = json;
        this.protobuf = protobuf;
    }

    /** The call, or the answer that refuses it. */
    record Read<T>(Optional<T> call, Optional<HttpResponse> refusal) { }

    Read<T> read(HttpRequest request) {
        Optional<String> contentType = request.header("Content-Type");
        if (contentType.isEmpty()) {
            return refuse(400, "Expecting 'Content-Type' to be present");
        }
        Optional<MediaType> type = MediaType.ofContent(contentType.get());
        if (type.isEmpty()) {
            return refuse(415, "Expecting 'Content-Type' of application/json or application/x-protobuf");
        }
        try {
            Parser<T> parser = type.get() == MediaType.JSON ? json : protobuf;
            return new Read<>(Optional.of(parser.parse(request.body())), Optional.empty());
        } catch (ProtocolException e) {
            return refuse(400, e.getMessage());
        }
    }

    private static <T> Read<T> refuse(int status, String text) {
        return new Read<>(Optional.empty(), Optional.of(HttpResponse.text(status, text)));
    }
}
