package org.tepui.wire.http;

import org.tepui.wire.base.BadInput;

/** Input that cannot be read as a request. The connection cannot go on: what follows has no known beginning. */
final class BadRequest extends Exception {

    private static final long serialVersionUID = 1L;

    /** The connection is closed without an answer, as the C++ server does when bytes are not HTTP at all. */
    static final int NO_ANSWER = 0;

    private final transient BadInput kind;
    private final int status;
    private final String answer;

    BadRequest(BadInput kind, int status, String answer, String detail) {
        super(detail, null, false, false);
        this.kind = kind;
        this.status = status;
        this.answer = answer;
    }

    static BadRequest silent(BadInput kind, String detail) {
        return new BadRequest(kind, NO_ANSWER, "", detail);
    }

    static BadRequest body(BadInput kind, String detail) {
        return new BadRequest(kind, 500, "failed to decode body", detail);
    }

    BadInput kind() {
        return kind;
    }

    int status() {
        return status;
    }

    String answer() {
        return answer;
    }
}
