package org.tepui.core.tasks;

import java.util.Optional;
import org.tepui.protocol.mesos.CommandInfo;
import org.tepui.protocol.mesos.ContainerInfo;
import org.tepui.protocol.mesos.Environment;
import org.tepui.protocol.mesos.Parameter;
import org.tepui.protocol.mesos.Secret;
import org.tepui.protocol.mesos.Volume;

/** Rules for commands, their environment, secrets, volumes and containers. */
final class ContainerRules {

    private ContainerRules() {
    }

    static Optional<String> command(CommandInfo command) {
        for (Environment.Variable variable : command.getEnvironment().getVariablesList()) {
            Optional<String> error = variable(variable);
            if (error.isPresent()) {
                return error;
            }
        }
        return Optional.empty();
    }

    private static Optional<String> variable(Environment.Variable variable) {
        String who = "Environment variable '" + variable.getName() + "' ";
        return switch (variable.getType()) {
            case SECRET -> secret(variable, who);
            case VALUE -> !variable.hasValue() ? Optional.of(who + "of type 'VALUE' must have a value set")
                    : variable.hasSecret() ? Optional.of(who + "of type 'VALUE' must not have a secret set") : Optional.empty();
            case UNKNOWN -> Optional.of("Environment variable of type 'UNKNOWN' is not allowed");
        };
    }

    private static Optional<String> secret(Environment.Variable variable, String who) {
        if (!variable.hasSecret()) {
            return Optional.of(who + "of type 'SECRET' must have a secret set");
        }
        if (variable.hasValue()) {
            return Optional.of(who + "of type 'SECRET' must not have a value set");
        }
        Optional<String> error = secret(variable.getSecret());
        if (error.isPresent()) {
            return Optional.of(who + "specifies an invalid secret: " + error.get());
        }
        for (byte octet : variable.getSecret().getValue().getData().toByteArray()) {
            if (octet == 0) {
                return Optional.of(who + "specifies a secret containing null bytes, which is not allowed in the environment");
            }
        }
        return Optional.empty();
    }

    private static Optional<String> secret(Secret secret) {
        return switch (secret.getType()) {
            case REFERENCE -> !secret.hasReference() ? Optional.of("Secret of type REFERENCE must have the 'reference' field set")
                    : secret.hasValue() ? Optional.of("Secret '" + secret.getReference().getName()
                            + "' of type REFERENCE must not have the 'value' field set") : Optional.empty();
            case VALUE -> !secret.hasValue() ? Optional.of("Secret of type VALUE must have the 'value' field set")
                    : secret.hasReference() ? Optional.of("Secret of type VALUE must not have the 'reference' field set") : Optional.empty();
            case UNKNOWN -> Optional.of("Secret must have type REFERENCE or VALUE");
        };
    }

    static Optional<String> container(ContainerInfo container) {
        for (Volume volume : container.getVolumesList()) {
            Optional<String> error = volume(volume);
            if (error.isPresent()) {
                return Optional.of("Invalid volume: " + error.get());
            }
        }
        if (container.getType() != ContainerInfo.Type.DOCKER) {
            return Optional.empty();
        }
        if (!container.hasDocker()) {
            return Optional.of("DockerInfo 'docker' is not set for DOCKER typed ContainerInfo");
        }
        for (Parameter parameter : container.getDocker().getParametersList()) {
            if (parameter.getKey().equals("name")) {
                return Optional.of("Parameter in DockerInfo must not be 'name'");
            }
        }
        return Optional.empty();
    }

    private static Optional<String> volume(Volume volume) {
        int given = (volume.hasHostPath() ? 1 : 0) + (volume.hasImage() ? 1 : 0) + (volume.hasSource() ? 1 : 0);
        if (given != 1) {
            return Optional.of("Only one of them should be set: 'host_path', 'image' and 'source'");
        }
        return volume.hasSource() ? source(volume.getSource()) : Optional.empty();
    }

    private static Optional<String> source(Volume.Source source) {
        return switch (source.getType()) {
            case DOCKER_VOLUME -> unless(source.hasDockerVolume(), "'source.docker_volume' is not set for DOCKER_VOLUME volume");
            case HOST_PATH -> unless(source.hasHostPath(), "'source.host_path' is not set for HOST_PATH volume");
            case SANDBOX_PATH -> unless(source.hasSandboxPath(), "'source.sandbox_path' is not set for SANDBOX_PATH volume");
            case SECRET -> unless(source.hasSecret(), "'source.secret' is not set for SECRET volume").or(() -> secret(source.getSecret()));
            case CSI_VOLUME -> unless(source.hasCsiVolume(), "'source.csi_volume' is not set for CSI volume")
                    .or(() -> unless(source.getCsiVolume().hasStaticProvisioning(),
                            "'source.csi_volume.static_provisioning' is not set for CSI volume"));
            case UNKNOWN -> Optional.of("'source.type' is unknown");
        };
    }

    private static Optional<String> unless(boolean holds, String otherwise) {
        return holds ? Optional.empty() : Optional.of(otherwise);
    }
}
