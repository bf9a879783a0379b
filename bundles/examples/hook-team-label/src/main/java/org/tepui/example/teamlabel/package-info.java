/** The hook {@code team-label}: {@link org.tepui.example.teamlabel.TeamLabel}. */
package org.tepui.example.teamlabel;
