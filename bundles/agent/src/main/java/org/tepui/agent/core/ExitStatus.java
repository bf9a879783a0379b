package org.tepui.agent.core;

/**
 * How a process ended.
 *
 * @param code exit code 0 to 255; meaningless when {@code signal} is given
 * @param signal number of the signal that ended the process; 0: it exited by itself
 */
public record ExitStatus(int code, int signal) {

    private static final String[] SIGNAL_NAMES = {
        "", "Hangup", "Interrupt", "Quit", "Illegal instruction", "Trace/breakpoint trap", "Aborted", "Bus error",
        "Floating point exception", "Killed", "User defined signal 1", "Segmentation fault", "User defined signal 2", "Broken pipe",
        "Alarm clock", "Terminated", "Stack fault", "Child exited", "Continued", "Stopped (signal)", "Stopped", "Stopped (tty input)",
        "Stopped (tty output)", "Urgent I/O condition", "CPU time limit exceeded", "File size limit exceeded", "Virtual timer expired",
        "Profiling timer expired", "Window changed", "I/O possible", "Power failure", "Bad system call",
    };

    public static ExitStatus exited(int code) {
        return new ExitStatus(code, 0);
    }

    public static ExitStatus signalled(int signal) {
        return new ExitStatus(0, signal);
    }

    /**
     * Reads what the JVM reports. It gives 128 + n both for a process that signal n ended and for one that exited with that code (as
     * shells do when their child was ended by a signal); both are taken as the signal.
     */
    public static ExitStatus ofJvm(int value) {
        int signal = value - 128;
        return signal > 0 && signal < SIGNAL_NAMES.length ? signalled(signal) : exited(value);
    }

    public boolean success() {
        return signal == 0 && code == 0;
    }

    /** Such as {@code exited with status 3} or {@code terminated with signal Terminated}: the words schedulers know. */
    public String words() {
        if (signal == 0) {
            return "exited with status " + code;
        }
        return "terminated with signal " + (signal < SIGNAL_NAMES.length ? SIGNAL_NAMES[signal] : "Unknown signal " + signal);
    }

    /** The value of wait(2), as {@code ExitedExecutorMessage.status} carries it. */
    public int waitStatus() {
        return signal == 0 ? code << 8 : signal;
    }
}
