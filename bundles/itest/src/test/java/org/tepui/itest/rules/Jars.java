package org.tepui.itest.rules;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.commons.ClassRemapper;
import org.objectweb.asm.commons.Remapper;
import org.tepui.itest.process.TepuiProcess;

/** Our bundles in the distribution, by symbolic name: manifest headers, packages, and what their classes refer to. */
final class Jars {

    private static final String OURS = "org.tepui.";

    /** One class: the classes that it names, and the methods that it calls as {@code Class.method}. */
    record References(Set<String> classes, Set<String> methods) { }

    private Jars() {
    }

    static Map<String, Path> ours() throws IOException {
        Map<String, Path> jars = new TreeMap<>();
        try (Stream<Path> files = Files.walk(TepuiProcess.DIST.resolve("repository").resolve("org").resolve("tepui"))) {
            for (Path jar : files.filter(file -> file.toString().endsWith(".jar")).toList()) {
                jars.put(header(jar, "Bundle-SymbolicName"), jar);
            }
        }
        return jars;
    }

    static String header(Path jar, String name) throws IOException {
        try (JarFile file = new JarFile(jar.toFile())) {
            Attributes manifest = file.getManifest().getMainAttributes();
            String value = manifest.getValue(name);
            return value == null ? "" : value;
        }
    }

    /** Packages that hold classes. */
    static Set<String> packages(Path jar) throws IOException {
        Set<String> packages = new TreeSet<>();
        for (String name : classes(jar)) {
            packages.add(name.substring(0, Math.max(0, name.lastIndexOf('.'))));
        }
        return packages;
    }

    static List<String> classes(Path jar) throws IOException {
        List<String> classes = new ArrayList<>();
        try (JarFile file = new JarFile(jar.toFile())) {
            Enumeration<JarEntry> entries = file.entries();
            while (entries.hasMoreElements()) {
                String name = entries.nextElement().getName();
                if (name.endsWith(".class")) {
                    classes.add(name.substring(0, name.length() - ".class".length()).replace('/', '.'));
                }
            }
        }
        return classes;
    }

    static References references(Path jar, String className) throws IOException {
        Set<String> classes = new TreeSet<>();
        Set<String> methods = new TreeSet<>();
        Remapper names = new Remapper() {
            @Override
            public String map(String internalName) {
                classes.add(internalName.replace('/', '.'));
                return internalName;
            }
        };
        ClassVisitor calls = new ClassVisitor(Opcodes.ASM9) {
            @Override
            public MethodVisitor visitMethod(int access, String name, String descriptor, String signature, String[] exceptions) {
                return new MethodVisitor(Opcodes.ASM9) {
                    @Override
                    public void visitMethodInsn(int opcode, String owner, String method, String type, boolean isInterface) {
                        methods.add(owner.replace('/', '.') + "." + method);
                    }
                };
            }
        };
        try (JarFile file = new JarFile(jar.toFile());
                InputStream in = file.getInputStream(file.getEntry(className.replace('.', '/') + ".class"))) {
            new ClassReader(in).accept(new ClassRemapper(calls, names), ClassReader.SKIP_DEBUG);
        }
        return new References(classes, methods);
    }

    /** Bundle that owns a class of ours, by its package; empty for others'. */
    static String owner(Map<String, Set<String>> packagesByBundle, String className) {
        if (!className.startsWith(OURS)) {
            return "";
        }
        String name = className.substring(0, className.lastIndexOf('.'));
        for (Map.Entry<String, Set<String>> bundle : packagesByBundle.entrySet()) {
            if (bundle.getValue().contains(name)) {
                return bundle.getKey();
            }
        }
        return "?";
    }
}
