package org.tepui.api.authorization;

import org.osgi.annotation.versioning.ConsumerType;

/** Decides for one subject and one action. */
@ConsumerType
public interface ObjectApprover {

    /** True: allowed. Throwing denies. */
    boolean approved(AuthorizationObject object);
}
