package io.nautes.cluster.examples;

import io.nautes.cluster.core.FailureCode;
import io.nautes.cluster.core.FindingCode;
import io.nautes.cluster.core.RegistryException;
import io.nautes.cluster.core.Severity;
import io.nautes.cluster.preflight.finding.PreflightCode;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.MessageFormat;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Properties;

/**
 * The generator of {@code docs/zh-CN/errors.md}. The meaning of a finding is its Chinese message, without the part that
 * repeats the received value.
 */
final class ChineseErrorCatalog {
    private static final List<String> BUNDLES = List.of(
            "nautes-cluster-core/src/main/resources/io/nautes/cluster/core/Findings_zh.properties",
            "nautes-cluster-model/src/main/resources/ContributorValidationMessages_zh.properties",
            "nautes-cluster-preflight/src/main/resources/io/nautes/cluster/preflight/finding/Preflight_zh.properties");
    private static final Object[] ANY_VALUES = {"…", "…", "…", "…"};

    /** The one message that ends in the position of a syntax error, which may be missing. */
    private static final String POSITION = "YAML 或 JSON 对象{0}";

    private final Properties texts = new Properties();
    private final StringBuilder page = new StringBuilder();

    private ChineseErrorCatalog() throws IOException {
        for (String bundle : BUNDLES) {
            try (Reader reader = Files.newBufferedReader(Path.of("..").resolve(bundle))) {
                texts.load(reader);
            }
        }
    }

    /** Returns the page. */
    static String generate() throws IOException {
        return new ChineseErrorCatalog().write();
    }

    private String write() {
        page.append("""
                # 错误码参考
                [English](../errors.md) | 简体中文

                错误码保持稳定，文本可能变化。本页由代码和中文文本生成。

                ## 问题
                请求中的错误，由 `Finding.code()` 返回，在发送或写入之前报告。存在错误时，请求会被拒绝；警告不影响请求。规则集可以调整级别。表中的 … 在实际文本中是具体的值。

                | 代码 | 级别 | 含义 | 处理方法 |
                |---|---|---|---|
                """);
        for (FindingCode code : FindingCode.values()) {
            finding(code.code(), code.severity());
        }
        page.append("""

                ## 预检
                集群自身的问题，由 `ClusterProbe` 报告，请参阅[预检](../preflight.md)（英文）。

                | 代码 | 级别 | 含义 | 处理方法 |
                |---|---|---|---|
                """);
        for (PreflightCode code : PreflightCode.values()) {
            finding(code.code(), code.severity());
        }
        page.append("""

                ## 失败
                注册表或存储的操作失败的原因，由 `RegistryException.code()` 返回。“可重试”为“是”时，即使不做任何更改，再次执行同样的调用也可能成功。

                | 代码 | 可重试 | 含义 | 处理方法 |
                |---|---|---|---|
                """);
        for (FailureCode code : FailureCode.values()) {
            row(code.name(), new RegistryException(code, "").isRetryable() ? "是" : "否", failure(code));
        }
        return page.toString();
    }

    private void finding(String code, Severity severity) {
        // Messages of constraints have the code alone as their key.
        String message = texts.getProperty(code + ".message", texts.getProperty(code));
        row(
                code,
                severity == Severity.ERROR ? "错误" : "警告",
                filled(message).replaceAll("（收到[^）]*）", "") + " | " + remedy(texts.getProperty(code + ".hint")));
    }

    private void row(String code, String second, String meaningAndRemedy) {
        page.append("| `")
                .append(code)
                .append("` | ")
                .append(second)
                .append(" | ")
                .append(meaningAndRemedy)
                .append(" |\n");
    }

    private static String filled(String text) {
        Objects.requireNonNull(text, "a code has no Chinese text");
        if (text.endsWith(POSITION)) {
            return text.replace("{0}", "");
        }
        return text.contains("{") ? new MessageFormat(text, Locale.ROOT).format(ANY_VALUES) : text;
    }

    private static String remedy(String hint) {
        String remedy = filled(hint);
        return remedy.equals("…") ? "请参阅该问题的修复提示" : remedy;
    }

    private static String failure(FailureCode code) {
        return switch (code) {
            case INVALID -> "请求无效 | 请修复 `InvalidClusterException` 的校验报告中列出的问题";
            case IN_USE -> "集群正在使用中，因此不能删除，或不能按请求更改 | 请先移除使用该集群的对象；如果确认无影响，可以跳过此项检查";
            case CONFLICT -> "更改的前提条件不成立，例如其他更改已先完成 | 请重新读取集群，再决定如何更改";
            case UNSUPPORTED -> "注册表不支持该请求，例如检查前提条件 | 请删除错误信息中指出的选项，或使用基于 Git 代码库的注册表";
            case NOT_FOUND -> "注册表所需的内容不存在，或当前凭据无权查看 | 请检查地址、分支或挂载路径，以及凭据的查看权限";
            case UNAUTHENTICATED -> "缺少凭据，或凭据被拒绝 | 请提供有效的凭据";
            case PERMISSION_DENIED -> "凭据的权限不足 | 请为该凭据授予错误信息中指出的权限";
            case RATE_LIMITED -> "请求过多 | 请稍后重试";
            case SERVER_FAULT -> "服务器出错或不可用 | 请稍后重试；如果问题仍然存在，请查看服务器的日志";
            case TIMEOUT -> "未及时收到响应，未做任何更改 | 请重试，或设置更长的截止时间";
            case UNREACHABLE -> "无法连接服务器，或在做出任何更改之前连接中断 | 请检查地址和网络，然后重试";
            case UNTRUSTED_CERTIFICATE -> "服务器的证书不受信任 | 请信任部署环境的证书颁发机构";
            case UNEXPECTED_REPLY -> "响应不是来自预期的服务器，可能是代理返回的页面 | 请检查地址：响应可能来自代理或其他服务";
            case OUTCOME_UNKNOWN -> "无法确定是否已做出更改 | 请读取集群后再做决定，或由客户端进行核对";
            case MALFORMED_CONTENT -> "存储的内容已损坏，或其格式无法安全地更改 | 请修复或删除错误信息中指出的内容";
            case KUBECONFIG_NOT_REMOVED -> "注册信息已更改，但未能删除不再需要的 kubeconfig | 请重复此次更改，以删除该 kubeconfig";
            case LOCAL_STORAGE -> "本地文件系统出错，磁盘可能已满 | 请确认目录可写、仅所有者可访问，且有剩余空间";
            case CANCELLED -> "操作已取消，或注册表已关闭 | 无需处理；如果并非您取消，请检查是谁取消了操作";
        };
    }
}
