/**
 * Who leads: contender (wants to) and detector (knows who does).
 *
 * <p>Services with the property {@code tepui.module.name}: {@code standalone}, {@code zookeeper}, or the value of
 * {@code --master_contender} and {@code --master_detector}. Called by the start-up sequence; nothing here blocks.
 */
@Version("0.1.0")
package org.tepui.api.election;

import org.osgi.annotation.versioning.Version;
