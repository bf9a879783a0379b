package org.tepui.flags;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.tepui.flags.agent.AgentFlags;
import org.tepui.flags.execute.ExecuteFlags;
import org.tepui.flags.master.MasterFlags;
import org.tepui.flags.type.FlagTypes;

final class UsageTest {

    @Test
    void showsFlagsByNameWithAliasesDefaultsAndStateOfTheirFeature() {
        FlagTable.Builder table = FlagTable.builder("X_");
        table.add(Flag.of("wait", FlagTypes.DURATION).alias("old_wait").defaultsTo("60secs").means("How long."));
        table.add(Flag.of("on", FlagTypes.SWITCH).alias("old_on").means("Whether."));
        table.add(Flag.of("guard", FlagTypes.TEXT).required().means("What.").feature(Feature.refuse("later")));
        assertEquals("""
            Usage: prog [options]

              --guard=VALUE                         What. [refused: later] (required)
              --[no-]on, --[no-]old_on              Whether.
              --wait=VALUE, --old_wait=VALUE        How long. (default: 1mins)
            """.replace("        How", "     How").replace("              Whether", "           Whether")
            .replace("                         What", "                      What"), Usage.render(table.build(), "prog"));
    }

    @Test
    void everyFlagOfEveryProgramIsInItsUsageWithAMeaning() {
        for (Program program : new Program[] {MasterFlags.PROGRAM, AgentFlags.PROGRAM, ExecuteFlags.PROGRAM}) {
            String usage = Usage.render(program.table(), program.name());
            assertTrue(usage.startsWith("Usage: " + program.name() + " [options]\n\n"));
            for (Flag<?> flag : program.table().flags()) {
                assertTrue(usage.contains((flag.type().isSwitch() ? "  --[no-]" : "  --") + flag.name()), flag.name());
                assertTrue(flag.meaning().length() > 10 && flag.meaning().endsWith("."), flag.name());
            }
            assertTrue(usage.lines().noneMatch(line -> line.endsWith(" ")));
        }
    }
}
