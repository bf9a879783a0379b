package org.tepui.core.endpoint;

import java.util.Optional;
import org.tepui.api.http.HttpRequest;
import org.tepui.api.http.HttpResponse;
import org.tepui.protocol.ProtocolException;
import org.tepui.protocol.v1.Encoding;

/** Reads the body of a call by its Content-Type. */
final class CallBody<T> {

    /** Parses either form. */
    interface Parser<T> {
        T parse(Encoding encoding, byte[] body) throws ProtocolException;
    }

    private final Parser<T> parser;

    CallBody(Parser<T> parser) {
        this.parser = parser;
    }

    /** The call, or the answer that refuses it. */
    record Read<T>(Optional<T> call, Optional<HttpResponse> refusal) { }

    Read<T> read(HttpRequest request) {
        Optional<String> contentType = request.header("Content-Type");
        if (contentType.isEmpty()) {
            return refuse(400, "Expecting 'Content-Type' to be present");
        }
        Encoding encoding = Encoding.ofContentType(contentType.get());
        if (encoding == null) {
            return refuse(415, "Expecting 'Content-Type' of application/json or application/x-protobuf");
        }
        try {
            return new Read<>(Optional.of(parser.parse(encoding, request.body())), Optional.empty());
        } catch (ProtocolException e) {
            return refuse(400, e.getMessage());
        }
    }

    private static <T> Read<T> refuse(int status, String text) {
        return new Read<>(Optional.empty(), Optional.of(HttpResponse.text(status, text)));
    }
}
