package org.tepui.agent.core;

import java.util.ArrayList;
import java.util.List;

/** Launches nothing; the test says what happens. */
final class FakeLauncher implements ProcessLauncher {

    final List<FakeProcess> launched = new ArrayList<>();

    static final class FakeProcess implements Running {
        final LaunchSpec spec;
        final Events events;
        final List<String> signals = new ArrayList<>();

        FakeProcess(LaunchSpec spec, Events events) {
            this.spec = spec;
            this.events = events;
        }

        @Override
        public void terminate() {
            signals.add("TERM");
        }

        @Override
        public void kill() {
            signals.add("KILL");
        }
    }

    @Override
    public Running launch(LaunchSpec spec, Events events) {
        FakeProcess process = new FakeProcess(spec, events);
        launched.add(process);
        return process;
    }

    FakeProcess last() {
        return launched.get(launched.size() - 1);
    }
}
