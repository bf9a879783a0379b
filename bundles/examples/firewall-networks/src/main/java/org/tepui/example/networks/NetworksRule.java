package org.tepui.example.networks;

import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Modified;
import org.tepui.api.firewall.FirewallRule;
import org.tepui.api.http.HttpRequest;
import org.tepui.api.http.HttpResponse;

/** Some paths are answered to some networks only; all others pass. */
@Component(configurationPid = "networks", property = "tepui.module.name=networks")
public final class NetworksRule implements FirewallRule {

    /** {@code conf/networks.json}: <code>{"paths": ["/tepui", "/logging"], "networks": ["127.0.0.0/8", "10.1.0.0/16", "::1"]}</code>. */
    public @interface Conf {
        /** Paths, with all that lies below them, after the delegate rule: {@code /master/state}. */
        String[] paths() default {"/"};

        /** Who may ask for them: addresses, or networks by prefix length. Without the file everybody may. */
        String[] networks() default {"0.0.0.0/0", "::/0"};
    }

    private record Network(byte[] bytes, int bits) {

        static Network of(String text) {
            String[] parts = text.strip().split("/");
            byte[] bytes = parse(parts[0]);
            int bits = parts.length == 1 ? bytes.length * Byte.SIZE : Integer.parseInt(parts[1]);
            if (parts.length > 2 || bits < 0 || bits > bytes.length * Byte.SIZE) {
                throw new IllegalArgumentException(text + " is no network such as 10.1.0.0/16");
            }
            return new Network(bytes, bits);
        }

        boolean has(byte[] other) {
            BigInteger difference = new BigInteger(1, bytes).xor(new BigInteger(1, other));
            return bytes.length == other.length && difference.shiftRight(bytes.length * Byte.SIZE - bits).signum() == 0;
        }

        /** A name would have to be looked up, and that takes time; a zone is of no interest. */
        static byte[] parse(String text) {
            try {
                if (text.matches("[0-9.]+|\\[?[0-9a-fA-F]*:[0-9a-fA-F:.]*(%.*)?\\]?")) {
                    return InetAddress.getByName(text.replaceFirst("%[^]]*", "")).getAddress();
                }
                throw new IllegalArgumentException(text + " is no address");
            } catch (UnknownHostException e) {
                throw new IllegalArgumentException(text + " is no address", e);
            }
        }
    }

    private record Rule(List<String> paths, List<Network> networks) { }

    private volatile Rule rule;

    @Activate
    @Modified
    public void set(Conf conf) {
        rule = new Rule(List.of(conf.paths()), Arrays.stream(conf.networks()).map(Network::of).toList());
    }

    @Override
    public Optional<HttpResponse> refuse(HttpRequest request) {
        Rule now = rule;
        String address = request.peer().substring(0, request.peer().lastIndexOf(':'));
        boolean guarded = now.paths().stream().anyMatch(path -> (request.path() + "/").startsWith(path.endsWith("/") ? path : path + "/"));
        return !guarded || now.networks().stream().anyMatch(network -> network.has(Network.parse(address))) ? Optional.empty()
            : Optional.of(HttpResponse.text(403, request.path() + " is not answered to " + address));
    }
}
