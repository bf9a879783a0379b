package org.tepui.wire.http;

/** Reason phrases as the C++ server spells them; clients were seen to compare them. */
final class Reasons {

    private static final String[] PHRASES = new String[600];

    static {
        String table = "100 Continue;101 Switching Protocols;200 OK;201 Created;202 Accepted;203 Non-Authoritative Information;"
                + "204 No Content;205 Reset Content;206 Partial Content;300 Multiple Choices;301 Moved Permanently;302 Found;303 See Other;"
                + "304 Not Modified;305 Use Proxy;307 Temporary Redirect;400 Bad Request;401 Unauthorized;402 Payment Required;403 Forbidden;"
                + "404 Not Found;405 Method Not Allowed;406 Not Acceptable;407 Proxy Authentication Required;408 Request Time-out;"
                + "409 Conflict;410 Gone;411 Length Required;412 Precondition Failed;413 Request Entity Too Large;414 Request-URI Too Large;"
                + "415 Unsupported Media Type;416 Requested range not satisfiable;417 Expectation Failed;429 Too Many Requests;"
                + "431 Request Header Fields Too Large;500 Internal Server Error;501 Not Implemented;502 Bad Gateway;"
                + "503 Service Unavailable;504 Gateway Time-out;505 HTTP Version not supported";
        for (String row : table.split(";")) {
            PHRASES[Integer.parseInt(row.substring(0, 3))] = row.substring(4);
        }
    }

    private Reasons() {
    }

    static String of(int status) {
        String phrase = status > 0 && status < PHRASES.length ? PHRASES[status] : null;
        return phrase == null ? "Unknown" : phrase;
    }
}
