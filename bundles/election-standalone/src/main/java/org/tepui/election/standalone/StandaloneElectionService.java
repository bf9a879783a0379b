package org.tepui.election.standalone;

import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.tepui.api.election.MasterContender;
import org.tepui.api.election.MasterDetector;

/** {@code --master_contender} and {@code --master_detector} of the name {@code standalone}: one object, so that they agree. */
@Component(service = {MasterContender.class, MasterDetector.class}, property = "tepui.module.name=standalone")
public final class StandaloneElectionService extends StandaloneElection {

    @Deactivate
    void deactivate() {
        close();
    }
}
