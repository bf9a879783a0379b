package org.tepui.core.runtime;

import java.nio.charset.StandardCharsets;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tepui.protocol.ProtocolException;
import org.tepui.protocol.libprocess.MessageNames;
import org.tepui.protocol.mesos.Offer;
import org.tepui.protocol.mesos.TaskInfo;
import org.tepui.protocol.mesos.internal.RegisterSlaveMessage;
import org.tepui.protocol.mesos.scheduler.Event;
import org.tepui.protocol.v1.Encoding;
import org.tepui.protocol.v1.V1Edge;

/**
 * Loads the classes that the first agent and the first scheduler need before they come: reading a message for the first time takes some
 * hundred milliseconds in a cold JVM, which would be the client's wait.
 */
final class WarmUp implements Runnable {

    private static final Logger LOG = LoggerFactory.getLogger(WarmUp.class);
    private static final String CALL = "{\"type\":\"ACCEPT\",\"framework_id\":{\"value\":\"f\"},\"accept\":{\"offer_ids\":[{\"value\":\"o\"}],"
            + "\"operations\":[{\"type\":\"LAUNCH\",\"launch\":{\"task_infos\":[{\"name\":\"t\",\"task_id\":{\"value\":\"t\"},"
            + "\"agent_id\":{\"value\":\"a\"},\"resources\":[{\"name\":\"cpus\",\"type\":\"SCALAR\",\"scalar\":{\"value\":1.0}}],"
            + "\"command\":{\"value\":\"true\"}}]}}]}}";

    @Override
    public void run() {
        try {
            var call = V1Edge.parseSchedulerCallJson(CALL.getBytes(StandardCharsets.UTF_8));
            V1Edge.parseSchedulerCall(V1Edge.toV1(call));
            TaskInfo task = call.getAccept().getOperations(0).getLaunch().getTaskInfos(0);
            Offer offer = Offer.newBuilder().setId(call.getAccept().getOfferIds(0)).setFrameworkId(call.getFrameworkId())
                    .setSlaveId(task.getSlaveId()).setHostname("h").addAllResources(task.getResourcesList()).build();
            Event offers = Event.newBuilder().setType(Event.Type.OFFERS).setOffers(Event.Offers.newBuilder().addOffers(offer)).build();
            EventEncoder encoder = new V1Encoder();
            encoder.encode(offers, Encoding.JSON);
            encoder.encode(offers, Encoding.PROTOBUF);
            MessageNames.decode(RegisterSlaveMessage.getDescriptor().getFullName(), new byte[0]);
        } catch (ProtocolException e) {
            // The empty registration lacks its required fields: its classes are loaded all the same.
            LOG.debug("Warmed up ({})", e.getMessage());
        }
    }
}
