package org.tepui.core.endpoint;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tepui.api.http.HttpRequest;
import org.tepui.protocol.v1.Encoding;

class NegotiationTest {

    private static Optional<Encoding> answer(List<Map.Entry<String, String>> headers) {
        return Negotiation.ofAnswer(HttpRequest.of("POST", "/master/api/v1", Map.of(), headers, new byte[0], "127.0.0.1:1", true,
                Optional.empty()));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            application/json                           | JSON
            application/x-protobuf                     | PROTOBUF
            application/x-protobuf, application/json   | JSON
            */*                                        | JSON
            application/*                              | JSON
            application/json;q=0, */*                  | PROTOBUF
            application/json;q=0.1,application/x-protobuf;q=0.9 | JSON
            text/html                                  | -
            text/html, */*;q=0                         | -
            ''                                         | -
            """)
    void theAnswerTakesJsonIfItMay(String accept, String expected) {
        Optional<Encoding> type = answer(List.of(Map.entry("Accept", accept)));
        assertEquals(expected, type.map(Enum::name).orElse("-"));
    }

    @Test
    void withoutAcceptEverythingIsAllowed() {
        assertEquals(Optional.of(Encoding.JSON), answer(List.of()));
    }
}
