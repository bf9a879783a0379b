/**
 * The kinds of values a flag can have: how each is read from text, which text may come from a file, and how it is printed again.
 *
 * <p>A leaf: knows nothing of flag tables, programs or the environment. The parsers here ({@link org.tepui.flags.type.Durations},
 * {@link org.tepui.flags.type.ByteSizes}, {@link org.tepui.flags.type.Rate}) serve everybody who has to read or show such a text. A text
 * that cannot be read is a {@link org.tepui.flags.type.BadValueException} whose message is one line without the flag's name.
 */
@Version("0.1.0")
package org.tepui.flags.type;

import org.osgi.annotation.versioning.Version;
