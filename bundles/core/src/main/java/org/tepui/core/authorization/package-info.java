/**
 * Questions to the authorizer, around the line: {@link org.tepui.core.authorization.Approvers} keeps what it has given,
 * {@link org.tepui.core.authorization.Judge} decides calls before they enter the line, {@link org.tepui.core.authorization.View} what a
 * reader may see. Nothing here changes the cluster.
 */
package org.tepui.core.authorization;
