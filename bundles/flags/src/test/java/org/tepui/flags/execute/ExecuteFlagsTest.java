package org.tepui.flags.execute;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tepui.flags.Outcome;
import org.tepui.flags.Parsed;

final class ExecuteFlagsTest {

    private static Outcome start(String... more) {
        List<String> args = new ArrayList<>(List.of("--master=127.0.0.1:5050", "--name=hello"));
        args.addAll(List.of(more));
        return ExecuteFlags.PROGRAM.start(args, Map.of());
    }

    @Test
    void aCommandIsEnough() {
        Outcome outcome = start("--command=echo hi");
        assertEquals("", outcome.err());
        Parsed parsed = outcome.parsed();
        assertEquals("hello", ExecuteFlags.NAME.get(parsed));
        assertEquals("cpus:1;mem:128", ExecuteFlags.RESOURCES.get(parsed));
        assertEquals("*", ExecuteFlags.ROLE.get(parsed));
        assertTrue(ExecuteFlags.SHELL.get(parsed));
        assertFalse(ExecuteFlags.CHECKPOINT.get(parsed));
        assertTrue(ExecuteFlags.KILL_AFTER.find(parsed).isEmpty());
    }

    @Test
    void everythingThatIsBuiltCanBeGiven() {
        Parsed parsed = start("--command=sleep 9", "--no-shell", "--env={\"A\":\"b\"}", "--resources=cpus:0.1", "--kill_after=5secs",
            "--role=r", "--principal=p", "--checkpoint", "--framework_capabilities=GPU_RESOURCES", "--content_type=json").parsed();
        assertEquals(Map.of("A", "b"), ExecuteFlags.ENV.get(parsed).tree());
        assertEquals(Duration.ofSeconds(5), ExecuteFlags.KILL_AFTER.get(parsed));
        assertEquals("json", ExecuteFlags.CONTENT_TYPE.get(parsed));
        assertEquals(List.of(), parsed.warnings());
    }

    @Test
    void whatIsRequiredIsNamed() {
        assertEquals(List.of("master", "name"),
            ExecuteFlags.PROGRAM.start(List.of("--command=x"), Map.of()).errors().stream().map(error -> error.flag()).toList());
        assertTrue(start().err().startsWith("--command: needed"), start().err());
    }

    @Test
    void aSecretNeedsAPrincipalAndNoColon() {
        assertTrue(start("--command=x", "--secret=hunter2").err().startsWith("--principal: needed"));
        assertTrue(start("--command=x", "--principal=p", "--secret=hunter2:").err().startsWith("--secret: "));
        assertFalse(start("--command=x", "--principal=p", "--secret=hunter2:").err().contains("hunter2"));
        assertFalse(start("--command=x", "--principal=p", "--secret=hunter2").parsed().printed().toString().contains("hunter2"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"--task={}", "--task_group={}", "--docker_image=x", "--volumes=[]", "--tty", "--networks=n",
        "--containerizer=docker", "--env={\"A\":1}", "--env=x", "--kill_after=5"})
    void whatIsNotBuiltOrWrongIsRefused(String arg) {
        Outcome outcome = start("--command=x", arg);
        assertTrue(outcome.err().startsWith(arg.contains("=") ? arg.substring(0, arg.indexOf('=')) : arg), outcome.err());
        assertFalse(outcome.err().contains("hunter2"), outcome.err());
    }
}
