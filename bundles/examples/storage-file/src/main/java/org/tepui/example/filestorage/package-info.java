/** The storage {@code one-file}: {@link org.tepui.example.filestorage.FileStorage}. An example of its kind; see docs/plugins.md. */
package org.tepui.example.filestorage;
