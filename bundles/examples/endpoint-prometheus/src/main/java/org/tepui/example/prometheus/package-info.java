/** The endpoint {@code /metrics/prometheus}: {@link org.tepui.example.prometheus.PrometheusEndpoint}. An example of its kind; see docs/plugins.md. */
package org.tepui.example.prometheus;
