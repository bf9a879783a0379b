package org.tepui.testkit.simulation;

/** One direction of a connection: what is sent arrives in order, later; what is under way when it breaks is lost. */
final class Lane {

    private final World world;
    private long lastArrival;
    private long generation;

    Lane(World world) {
        this.world = world;
    }

    void send(Runnable arrival) {
        send(arrival, world.oneIn(40) ? world.between(50, 800) * World.MILLI : world.between(50, 3_000) * 1_000);
    }

    /** With a delay of one's own, in nanoseconds; what is sent later waits for it. */
    void send(Runnable arrival, long delay) {
        lastArrival = Math.max(lastArrival + 1, world.now() + delay);
        long sent = generation;
        world.after(lastArrival - world.now(), () -> {
            if (sent == generation) {
                arrival.run();
            }
        });
    }

    /** Everything under way is lost. */
    void cut() {
        generation++;
    }
}
