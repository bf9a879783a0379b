package org.tepui.core.guard;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

/** Work with an answer that somebody waits for: where its thread is lost in a module, it fails at once instead of never. */
public final class Answering<T> implements Runnable {

    private final Supplier<T> work;
    private final CompletableFuture<T> answer = new CompletableFuture<>();

    private Answering(Supplier<T> work) {
        this.work = work;
    }

    /** @param executor a {@link GuardedPool}, or any other, whose threads are nobody's loss */
    public static <T> CompletableFuture<T> on(Executor executor, Supplier<T> work) {
        Answering<T> answering = new Answering<>(work);
        executor.execute(answering);
        return answering.answer;
    }

    @Override
    public void run() {
        try {
            answer.complete(work.get());
        } catch (RuntimeException | Error e) {
            answer.completeExceptionally(e);
        }
    }

    void lost() {
        answer.completeExceptionally(new RefusedException("the thread that works on it is lost in a module", null));
    }
}
