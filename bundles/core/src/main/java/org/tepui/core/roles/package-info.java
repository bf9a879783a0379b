/** Names of roles and their dense ids: given once and kept, bounded. Called by frameworks, tasks and offers; knows none of them. */
package org.tepui.core.roles;
