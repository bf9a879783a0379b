package org.tepui.core.guard;

import java.util.ArrayList;
import java.util.List;
import org.tepui.api.authorization.AuthorizationObject;
import org.tepui.api.http.HttpRequest;

/** Text of a fault, bounded: lines of a log and an answer, whatever a plugin or a peer wrote into it. */
final class Evidence {

    static final int LINE_MAX = 300;
    static final int FRAMES_MAX = 16;
    private static final List<String> OWN = List.of(Guard.class.getName(), CallThreads.class.getName(), Sampler.class.getName());

    private Evidence() {
    }

    /** What a call was about. Of a request the method and the path: its query, headers and body may hold secrets. */
    static String input(Object input) {
        if (input == null) {
            return "";
        }
        if (input instanceof HttpRequest request) {
            return line(request.method() + " " + request.path() + " of " + request.peer());
        }
        if (input instanceof AuthorizationObject object) {
            return line(object.value().map(value -> "'" + value + "'").orElse("any object") + (object.type().isEmpty() ? "" : ", " + object.type()));
        }
        return line(String.valueOf(input));
    }

    /** The exception in one line; its own text may fail. */
    static String line(Throwable failure) {
        try {
            return line(String.valueOf(failure));
        } catch (RuntimeException | StackOverflowError | LinkageError e) {
            return line(failure.getClass().getName());
        }
    }

    static String line(String text) {
        String first = text.length() > LINE_MAX ? text.substring(0, LINE_MAX) + "..." : text;
        return first.replaceAll("[\\p{Cntrl}\\p{Zl}\\p{Zp}]", " ");
    }

    private static boolean isOwn(String type) {
        int nested = type.indexOf('$');
        return OWN.contains(nested < 0 ? type : type.substring(0, nested));
    }

    /** The frames of the plugin and what it called: what called the guard is ours and tells nothing. */
    static List<String> frames(StackTraceElement[] stack) {
        List<String> frames = new ArrayList<>();
        for (StackTraceElement frame : stack) {
            if (frames.size() == FRAMES_MAX || !frames.isEmpty() && isOwn(frame.getClassName())) {
                break;
            }
            frames.add(line(frame.toString()));
        }
        return frames;
    }
}
