package io.nautes.cluster.examples.tool.graph;

import io.nautes.cluster.model.ClusterCategory;
import org.jspecify.annotations.Nullable;

/** The texts of pictures, in English and Chinese. */
enum GraphText {
    TITLE("Nautes clusters", "Nautes 集群"),
    HOST("host", "宿主集群"),
    PHYSICAL_DEPLOYMENT("physical deployment runtime", "物理部署运行时集群"),
    PHYSICAL_PIPELINE("physical pipeline runtime", "物理流水线运行时集群"),
    VIRTUAL_DEPLOYMENT("virtual deployment runtime", "虚拟部署运行时集群"),
    VIRTUAL_PIPELINE("virtual pipeline runtime", "虚拟流水线运行时集群"),
    NO_CATEGORY("no category", "无类别"),
    NOT_REGISTERED("not registered", "未注册"),
    HOST_IS_VIRTUAL("the host is a virtual cluster", "宿主集群是虚拟集群"),
    SEARCH("Search", "搜索"),
    CHOSEN("chosen component", "用户选择的组件"),
    DEFAULT("default component", "默认组件"),
    PORTS("ports", "端口"),
    CERTIFICATE("certificate until", "证书有效期至"),
    CERTIFICATE_EXPIRED("certificate expired", "证书已过期"),
    UNREADABLE("cannot be read", "无法读取"),
    KUBECONFIG_UNREADABLE("kubeconfig cannot be read", "无法读取 kubeconfig"),
    CLUSTERS("clusters", "个集群"),
    PROBLEMS("with problems", "个存在问题"),
    NOTHING_FOUND("Nothing was found.", "未找到匹配的集群。");

    private final String english;
    private final String chinese;

    GraphText(String english, String chinese) {
        this.english = english;
        this.chinese = chinese;
    }

    static GraphText of(@Nullable ClusterCategory category) {
        if (category == null) {
            return NO_CATEGORY;
        }
        return switch (category) {
            case HOST -> HOST;
            case PHYSICAL_DEPLOYMENT_RUNTIME -> PHYSICAL_DEPLOYMENT;
            case PHYSICAL_PIPELINE_RUNTIME -> PHYSICAL_PIPELINE;
            case VIRTUAL_DEPLOYMENT_RUNTIME -> VIRTUAL_DEPLOYMENT;
            case VIRTUAL_PIPELINE_RUNTIME -> VIRTUAL_PIPELINE;
        };
    }

    String in(GraphLanguage language) {
        return language == GraphLanguage.zh ? chinese : english;
    }
}
