package org.tepui.execute;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.tepui.execute.http.Address;
import org.tepui.execute.http.HttpConnection;
import org.tepui.execute.http.TlsSetup;
import org.tepui.flags.Outcome;
import org.tepui.flags.Parsed;
import org.tepui.flags.tls.Tls;
import org.tepui.flags.type.JsonReader;

/** {@code tepui modules}: tells and changes the modules of a running master. Exit status 0 only when it was done. */
public final class Modules {

    private static final String USAGE = """
        Usage: tepui modules list [--json] --master=HOST:PORT
               tepui modules swap KIND NAME[,NAME...] [--why=TEXT] --master=HOST:PORT
               tepui modules quarantine KIND NAME [--why=TEXT] --master=HOST:PORT
               tepui modules release KIND NAME [--why=TEXT] --master=HOST:PORT
               tepui modules preview JAR --master=HOST:PORT

        Kinds that can be swapped: allocator, authorizer, authenticator, http_authenticator, hook.
        Hooks are called in the order of the list; '' takes all of them out.
        list says below the table where what runs is not what flags and conf/ say, and what modules did wrong.
        preview tells what a jar would add if it was put into the folder deploy/.
        """;
    /** Words that each form needs after its own. */
    private static final Map<String, Integer> FORMS = Map.of("list", 0, "swap", 2, "quarantine", 2, "release", 2, "preview", 1);
    private static final String PATH = "/tepui/modules";
    private static final Duration CONNECT = Duration.ofSeconds(5);
    /** A change waits for others before it, and for the deadline of an allocator that does not start. */
    private static final Duration ANSWER = Duration.ofMinutes(2);
    private static final int OK = 200;
    private static final int NOT_DONE = 409;

    private Modules() {
    }

    public static void main(String[] args) {
        System.exit(run(Arrays.asList(args), System.getenv(), System.out, System.err));
    }

    /** @return the exit status */
    static int run(List<String> args, Map<String, String> environment, PrintStream out, PrintStream err) {
        List<String> words = args.stream().filter(arg -> !arg.startsWith("--")).toList();
        if (args.contains("--help")) {
            out.print(USAGE + "\n");
            out.print(ModulesFlags.PROGRAM.start(List.of("--help"), environment).out());
            return 0;
        }
        String form = words.isEmpty() ? "" : words.get(0);
        if (!FORMS.containsKey(form) || words.size() != FORMS.get(form) + 1) {
            err.print(form.isEmpty() ? USAGE : FORMS.containsKey(form) ? "modules: " + form + " takes " + FORMS.get(form) + " words; see --help\n"
                : "modules: there is no '" + form + "'; see --help\n");
            return 1;
        }
        Outcome outcome = ModulesFlags.PROGRAM.start(args.stream().filter(arg -> arg.startsWith("--")).toList(), environment);
        if (!outcome.goesOn()) {
            out.print(outcome.out());
            err.print(outcome.err());
            return outcome.exit().getAsInt();
        }
        try {
            return run(words, outcome.parsed(), TlsSetup.of(environment, err), out, err);
        } catch (IOException e) {
            err.println("modules: " + e.getMessage());
            return 1;
        }
    }

    private static int run(List<String> words, Parsed flags, Optional<Tls> tls, PrintStream out, PrintStream err) throws IOException {
        switch (words.get(0)) {
            case "list":
                Reply listed = ask(flags, tls, "GET", PATH, "application/json", new byte[0]);
                return listed.status == OK ? list(listed.text, ModulesFlags.JSON.get(flags), out) : refused(listed, err);
            case "preview":
                Reply preview = ask(flags, tls, "POST", PATH + "/preview", "application/java-archive", jar(words.get(1)));
                if (preview.status != OK) {
                    return refused(preview, err);
                }
                out.println(preview.text);
                return 0;
            default:
                return changed(ask(flags, tls, "POST", PATH, "application/json", call(words, ModulesFlags.WHY.get(flags))), out, err);
        }
    }

    private static byte[] jar(String file) throws IOException {
        try {
            return Files.readAllBytes(Path.of(file));
        } catch (NoSuchFileException e) {
            throw new IOException("there is no file " + file, e);
        }
    }

    private static byte[] call(List<String> words, String why) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator json = new JsonFactory().createGenerator(bytes)) {
            json.writeStartObject();
            json.writeStringField("action", words.get(0));
            json.writeStringField("kind", words.get(1));
            if (words.get(0).equals("swap")) {
                json.writeArrayFieldStart("names");
                for (String name : words.get(2).split(",")) {
                    if (!name.isBlank()) {
                        json.writeString(name.strip());
                    }
                }
                json.writeEndArray();
            } else {
                json.writeStringField("name", words.get(2));
            }
            json.writeStringField("why", why);
            json.writeEndObject();
        }
        return bytes.toByteArray();
    }

    private record Reply(int status, String text) { }

    private static Reply ask(Parsed flags, Optional<Tls> tls, String method, String path, String type, byte[] body) throws IOException {
        SortedMap<String, String> headers = new TreeMap<>(Map.of("Connection", "close"));
        ModulesFlags.SECRET.find(flags).ifPresent(secret -> headers.put("Authorization", "Basic " + Base64.getEncoder().encodeToString(
            (ModulesFlags.PRINCIPAL.get(flags) + ":" + secret.value()).getBytes(StandardCharsets.UTF_8))));
        if (method.equals("POST")) {
            headers.put("Content-Type", type);
        }
        Address master = Address.parse(ModulesFlags.MASTER.get(flags)).with(tls);
        try (HttpConnection connection = HttpConnection.open(master, CONNECT)) {
            connection.silence(ANSWER);
            HttpConnection.Answer answer = method.equals("GET") ? connection.get(path, headers) : connection.post(path, headers, body);
            return new Reply(answer.status(), new String(answer.body().readAllBytes(), StandardCharsets.UTF_8));
        } catch (java.net.ConnectException e) {
            throw new IOException("no master answers at " + master + ": " + e.getMessage(), e);
        }
    }

    private static int refused(Reply reply, PrintStream err) {
        String line = reply.text.lines().findFirst().orElse("");
        err.println("modules: the master answered " + reply.status + (line.isEmpty() ? "" : ": " + line));
        return 1;
    }

    private static int changed(Reply reply, PrintStream out, PrintStream err) throws IOException {
        if (reply.status != OK && reply.status != NOT_DONE) {
            return refused(reply, err);
        }
        String line = String.valueOf(object(reply.text).get("outcome"));
        if (reply.status == OK) {
            out.println(line);
            return 0;
        }
        err.println("modules: not done: " + line);
        return 1;
    }

    private static Map<?, ?> object(String text) throws IOException {
        try {
            return JsonReader.object(text).tree();
        } catch (IllegalArgumentException e) {
            throw new IOException("the answer is not that of a Tepui master: " + e.getMessage(), e);
        }
    }

    private static int list(String text, boolean asJson, PrintStream out) throws IOException {
        List<ListedModule> listed = new ArrayList<>();
        Map<String, String> differences = differences(text);
        if (object(text).get("modules") instanceof List<?> modules) {
            for (Object module : modules) {
                if (module instanceof Map<?, ?> fields) {
                    listed.add(new ListedModule(fields));
                }
            }
        }
        if (asJson) {
            for (ListedModule module : listed) {
                out.println(module.json(differences.containsKey(module.row().get(0))));
            }
            return 0;
        }
        List<List<String>> rows = new ArrayList<>();
        rows.add(ListedModule.COLUMNS.stream().map(column -> column.toUpperCase(java.util.Locale.ROOT)).toList());
        listed.forEach(module -> rows.add(module.row()));
        for (List<String> row : rows) {
            StringBuilder line = new StringBuilder();
            for (int i = 0; i < row.size(); i++) {
                int at = i;
                int width = rows.stream().mapToInt(each -> each.get(at).length()).max().orElse(0) + 2;
                line.append(row.get(i)).append(" ".repeat(width - row.get(i).length()));
            }
            out.println(line.toString().stripTrailing());
        }
        differences.values().forEach(out::println);
        listed.forEach(module -> module.evidence().forEach(out::println));
        return 0;
    }

    /** By kind, where what runs is not what is configured: the line that says so. */
    private static Map<String, String> differences(String text) throws IOException {
        Map<String, String> lines = new TreeMap<>();
        if (object(text).get("differences") instanceof List<?> differences) {
            for (Object difference : differences) {
                if (difference instanceof Map<?, ?> fields) {
                    lines.merge(String.valueOf(fields.get("kind")), String.valueOf(fields.get("line")), (one, more) -> one + "\n" + more);
                }
            }
        }
        return lines;
    }
}
