/**
 * May they: authorizers answer once per subject and action with an approver, the approver per object.
 *
 * <p>An {@link org.tepui.api.authorization.Authorizer} is a service with the property {@code tepui.module.name}, the value of
 * {@code --authorizers}. It is asked on ingress lanes; an {@link org.tepui.api.authorization.ObjectApprover} is asked for each object on
 * the caller's thread, so it must be short and must not block. What fails, and any gap between two authorizers, denies. Approvers of an
 * authorizer that was replaced are minted anew before the old one is released.
 */
@Version("0.2.0")
package org.tepui.api.authorization;

import org.osgi.annotation.versioning.Version;
