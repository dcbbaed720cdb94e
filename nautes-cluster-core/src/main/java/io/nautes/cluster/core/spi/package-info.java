/**
 * Interfaces that custom stores, rules and credential sources implement.
 *
 * <pre>{@code
 * ClusterRule rule = new ClusterRule() {
 *     @Override
 *     public String name() {
 *         return "name_has_team";
 *     }
 *
 *     @Override
 *     public void check(RuleContext context) {
 *         if (!context.name().contains("-")) {
 *             FindingText text = FindingText.of("the name has no team", "write TEAM-NAME");
 *             context.report(new Finding(name(), Severity.ERROR, "/name", context.name(), text));
 *         }
 *     }
 * };
 * }</pre>
 *
 * <ul>
 *   <li>{@link io.nautes.cluster.core.spi.ClusterStore} keeps the resources of clusters, with revisions. It returns a
 *       {@link io.nautes.cluster.core.spi.StoreSnapshot} and applies a {@link io.nautes.cluster.core.spi.StoreUpdate}
 *       atomically: the update decides on the current content, and decides again if another client was first.
 *   <li>{@link io.nautes.cluster.core.spi.KubeconfigStore} keeps credentials, which are always kept apart from the
 *       resources.
 *   <li>{@link io.nautes.cluster.core.spi.ClusterReferences} reports the users of a cluster, so that a cluster in use is
 *       not deleted.
 * </ul>
 *
 * <p>Stores have no rules; {@link io.nautes.cluster.core.store.StoreClusterRegistry} applies them on top. The testkit
 * module contains contract tests that every implementation must pass.
 */
@NullMarked
package io.nautes.cluster.core.spi;

import org.jspecify.annotations.NullMarked;
