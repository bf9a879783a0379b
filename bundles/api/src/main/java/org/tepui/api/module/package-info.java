/**
 * What modules of every kind have in common.
 *
 * <p>A module is an OSGi service of its kind's interface with the property {@value org.tepui.api.module.ModuleProperties#NAME}. The master
 * chooses by that name, never by ranking, and keeps the old module until the new one has started. A
 * {@link org.tepui.api.module.Anonymous} module is started for its side effects alone.
 */
@Version("0.2.0")
package org.tepui.api.module;

import org.osgi.annotation.versioning.Version;
