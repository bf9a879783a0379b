package org.tepui.agent.core;

/** Runs processes of the operating system, each as the head of its own process group. Never blocks the caller. */
public interface ProcessLauncher {

    /** Starts the process in the background and tells {@code events}, from any thread. */
    Running launch(LaunchSpec spec, Events events);

    /** What happens to one launch: {@code failed} alone, or {@code started} and later {@code exited}. */
    interface Events {

        void started(long pid);

        /** @param reason one line for people */
        void failed(String reason);

        /** Children that were left behind have been killed when this comes. */
        void exited(ExitStatus status);
    }

    /** A launch. */
    interface Running {

        /** Asks the process and its children to end (SIGTERM). Before the start or after the exit it does nothing. */
        void terminate();

        /** Ends the process and its children (SIGKILL). Before the start or after the exit it does nothing. */
        void kill();
    }
}
