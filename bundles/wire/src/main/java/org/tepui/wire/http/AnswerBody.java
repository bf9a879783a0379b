package org.tepui.wire.http;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.tepui.api.http.HttpResponse;

/** What becomes of the body of an answer for one client: wrapped for jsonp, compressed. */
final class AnswerBody {

    private static final String CONTENT_TYPE = "Content-Type";

    private AnswerBody() {
    }

    static HttpResponse wrapped(HttpResponse answer, Optional<String> jsonp) {
        boolean json = jsonp.isPresent() && answer.status() == 200 && answer.stream().isEmpty()
                && header(answer, CONTENT_TYPE).filter("application/json"::equals).isPresent();
        if (!json) {
            return answer;
        }
        if (!Jsonp.valid(jsonp.get())) {
            return HttpResponse.text(400, "The value of 'jsonp' must be the name of a JavaScript function");
        }
        return replaced(answer, CONTENT_TYPE, "text/javascript", Jsonp.wrap(jsonp.get(), answer.body()));
    }

    static boolean compressible(HttpResponse answer, boolean accepted) {
        return accepted && answer.stream().isEmpty() && answer.body().length >= Gzip.ANSWER_BYTES_MIN
                && header(answer, "Content-Encoding").isEmpty();
    }

    static HttpResponse compressed(HttpResponse answer) {
        return replaced(answer, "Content-Encoding", "gzip", Gzip.compress(answer.body()));
    }

    private static Optional<String> header(HttpResponse answer, String name) {
        for (Map.Entry<String, String> header : answer.headers()) {
            if (header.getKey().equalsIgnoreCase(name)) {
                return Optional.of(header.getValue());
            }
        }
        return Optional.empty();
    }

    private static HttpResponse replaced(HttpResponse answer, String name, String value, byte[] body) {
        List<Map.Entry<String, String>> rest = new ArrayList<>(answer.headers());
        rest.removeIf(header -> header.getKey().equalsIgnoreCase(name) || header.getKey().equalsIgnoreCase(CONTENT_TYPE));
        String type = name.equals(CONTENT_TYPE) ? value : header(answer, CONTENT_TYPE).orElse("application/octet-stream");
        HttpResponse made = HttpResponse.of(answer.status(), type, body);
        if (!name.equals(CONTENT_TYPE)) {
            made = made.with(name, value);
        }
        for (Map.Entry<String, String> header : rest) {
            made = made.with(header.getKey(), header.getValue());
        }
        return made;
    }
}
