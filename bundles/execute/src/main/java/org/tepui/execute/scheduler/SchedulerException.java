package org.tepui.execute.scheduler;

import java.io.IOException;

/** The master refused; trying again does not help. The message is one line. */
public final class SchedulerException extends IOException {

    private static final long serialVersionUID = 1L;

    public SchedulerException(String message) {
        super(message);
    }
}
