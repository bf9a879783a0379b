package org.tepui.testkit.configuration;

import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What a component is told from its file in {@code conf/}, without a file: an instance of its annotation. */
public final class Configuration {

    private Configuration() {
    }

    /** An annotation whose elements all have their defaults. */
    public static <A extends Annotation> A of(Class<A> type) {
        return of(type, Map.of());
    }

    /**
     * An annotation with these values; other elements have their defaults.
     *
     * @throws IllegalArgumentException when there is no such element, its value has another type, or one without a default is left out
     */
    public static <A extends Annotation> A of(Class<A> type, Map<String, ?> values) {
        Map<String, Object> all = new TreeMap<>(values);
        List<Method> elements = Arrays.asList(type.getDeclaredMethods());
        for (Method element : elements) {
            Object value = all.computeIfAbsent(element.getName(), name -> element.getDefaultValue());
            if (!wrapper(element.getReturnType()).isInstance(value)) {
                throw new IllegalArgumentException(element.getName() + " of " + type.getName() + " must be of "
                        + element.getReturnType().getSimpleName() + ", not " + value);
            }
        }
        if (all.size() > elements.size()) {
            throw new IllegalArgumentException(type.getName() + " does not have all of " + values.keySet());
        }
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) ->
                switch (method.getName()) {
                    case "annotationType" -> type;
                    case "hashCode" -> all.hashCode();
                    case "equals" -> proxy == arguments[0];
                    case "toString" -> type.getSimpleName() + all.keySet();
                    default -> all.get(method.getName());
                }));
    }

    private static Class<?> wrapper(Class<?> type) {
        return java.lang.invoke.MethodType.methodType(type).wrap().returnType();
    }
}
