package io.nautes.cluster.core.evaluation;

import io.nautes.cluster.core.Finding;
import io.nautes.cluster.core.FindingCode;
import io.nautes.cluster.core.ValidationReport;
import io.nautes.cluster.core.internal.finding.BundleText;
import io.nautes.cluster.core.internal.rules.NameRules;
import io.nautes.cluster.core.internal.text.Texts;
import io.nautes.cluster.model.internal.syntax.Syntax;
import java.util.List;

/** Checks of cluster names before they become part of a path. */
public final class ClusterNames {
    private static final int MAX_LENGTH = 253;

    private ClusterNames() {}

    /**
     * Checks the name of a cluster that is to be read or deleted. A repository may contain clusters whose names would
     * be invalid for a new cluster; only names that could lead to another path are refused.
     *
     * @param name any text
     * @return a report that is valid if a registered cluster can have the name
     */
    public static ValidationReport check(String name) {
        return report(name, isOneFileName(name));
    }

    /**
     * Checks the name of a cluster that is to be stored.
     *
     * @param name any text
     * @return a report that is valid if the name is an RFC 1123 subdomain that is not reserved
     */
    public static ValidationReport checkNew(String name) {
        return report(name, Syntax.isDnsName(name));
    }

    private static ValidationReport report(String name, boolean isValid) {
        if (!isValid) {
            return report(name, FindingCode.NAME_NOT_A_LABEL);
        }
        return name.equals(NameRules.RESERVED) ? report(name, FindingCode.NAME_RESERVED) : ValidationReport.empty();
    }

    private static ValidationReport report(String name, FindingCode code) {
        return new ValidationReport(List.of(new Finding(
                code.code(), code.severity(), NameRules.POINTER, Texts.shown(name), BundleText.of(code, name))));
    }

    private static boolean isOneFileName(String name) {
        if (name.isEmpty() || name.length() > MAX_LENGTH || name.equals(".") || name.equals("..")) {
            return false;
        }
        return name.codePoints().allMatch(ClusterNames::isInFileNames);
    }

    /**
     * Returns whether a character cannot lead to another path. A percent sign is refused because some servers and
     * proxies decode a path twice.
     */
    private static boolean isInFileNames(int c) {
        return c != '/'
                && c != '\\'
                && c != '%'
                && !Character.isISOControl(c)
                && Character.getType(c) != Character.FORMAT
                && Character.getType(c) != Character.SURROGATE;
    }
}
