/**
 * The election {@code file-lock}: {@link org.tepui.example.filelock.FileLockContender} and {@link org.tepui.example.filelock.FileLockDetector}.
 * An example of their kinds; see docs/plugins.md.
 */
package org.tepui.example.filelock;
