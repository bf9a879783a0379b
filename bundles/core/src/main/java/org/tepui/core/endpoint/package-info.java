/**
 * HTTP endpoints of the master. Reads render the snapshot on the caller's lane and never enter the line; calls that change something are
 * checked in form here and then handed to the line as inputs.
 */
package org.tepui.core.endpoint;
