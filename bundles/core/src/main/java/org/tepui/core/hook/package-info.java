/**
 * Hooks of the master around the line: what they say about resources enters as data with the input, what they say about labels is put into
 * the message behind the outbox. Called by the lanes of {@code runtime}; nothing of the line calls in here, and nothing here blocks a lane's
 * thread.
 */
package org.tepui.core.hook;
