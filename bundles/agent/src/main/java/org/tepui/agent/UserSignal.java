package org.tepui.agent;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Listens for a signal. The JDK's class for it is not part of its API, so it is reached by name: where it is missing the agent works
 * all the same, only without this signal.
 */
final class UserSignal implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(UserSignal.class);

    private final Runnable restore;

    private UserSignal(Runnable restore) {
        this.restore = restore;
    }

    /** @param name without SIG @param action runs on a thread of the JDK */
    static UserSignal on(String name, Runnable action) {
        try {
            ClassLoader loader = ClassLoader.getSystemClassLoader();
            Class<?> signalClass = Class.forName("sun.misc.Signal", true, loader);
            Class<?> handlerClass = Class.forName("sun.misc.SignalHandler", true, loader);
            Object signal = signalClass.getConstructor(String.class).newInstance(name);
            Object handler = Proxy.newProxyInstance(handlerClass.getClassLoader(), new Class<?>[] {handlerClass},
                (proxy, method, arguments) -> switch (method.getName()) {
                    case "handle" -> {
                        action.run();
                        yield null;
                    }
                    case "hashCode" -> System.identityHashCode(proxy);
                    case "equals" -> proxy == arguments[0];
                    default -> "handler of SIG" + name;
                });
            Method handle = signalClass.getMethod("handle", signalClass, handlerClass);
            Object before = handle.invoke(null, signal, handler);
            return new UserSignal(() -> restore(handle, signal, before));
        } catch (ClassNotFoundException | NoSuchMethodException | InstantiationException | IllegalAccessException e) {
            LOG.info("This JVM has no way to listen for SIG{}: {}", name, e.toString());
        } catch (InvocationTargetException e) {
            LOG.info("SIG{} is not available here: {}", name, e.getCause().toString());
        }
        return new UserSignal(() -> { });
    }

    private static void restore(Method handle, Object signal, Object before) {
        try {
            handle.invoke(null, signal, before);
        } catch (IllegalAccessException | InvocationTargetException e) {
            LOG.info("The signal handler stays: {}", e.toString());
        }
    }

    @Override
    public void close() {
        restore.run();
    }
}
