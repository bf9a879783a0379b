package org.tepui.core.frameworks;

import org.tepui.core.line.Input;
import org.tepui.core.line.Line;

/** Changing calls of operators. Built: TEARDOWN. */
public class OperatorCalls {

    private final Line line;

    public OperatorCalls(Line line) {
        this.line = line;
    }

    public void handle(Input.OperatorCall input) {
        if (!line.isLeading()) {
            line.out().reply(input.request(), 503, "Master has not finished recovery");
            return;
        }
        switch (input.call().getType()) {
            case TEARDOWN -> teardown(input, input.call().getTeardown().getFrameworkId().getValue());
            default -> line.out().reply(input.request(), 501, "Call of type " + input.call().getType() + " is not implemented");
        }
    }

    private void teardown(Input.OperatorCall input, String id) {
        long request = input.request();
        Framework framework = line.frameworks().get(id);
        if (framework == null) {
            line.out().reply(request, 400, "No framework found with ID " + id);
            return;
        }
        if (!input.verdicts().allows(0)) {
            line.out().reply(request, 403, "403 Forbidden.");
            return;
        }
        line.out().reply(request, 200, "");
        line.frameworkLoss().remove(framework);
    }
}
