/** What Kubernetes says to its pods, for a Tomcat that is none. */
export const ASKING_KUBERNETES = { KUBERNETES_SERVICE_HOST: '10.0.0.1', KUBERNETES_SERVICE_PORT: '443', SA_TOKEN_FILE: '/etc/kubernetes-token' };
