module scratch {
    requires io.nautes.cluster.client;
    requires io.nautes.cluster.kubeconfig;
}
