<%@ page contentType="text/plain; charset=UTF-8" session="false" trimDirectiveWhitespaces="true" import="java.util.ArrayList,java.util.List" %><%--
  Takes all memory of the JVM and never gives it back, as an application that leaks does: what others free, it takes, too.
--%><%!
  static final List<byte[]> LEAK = new ArrayList<>();

  static void leak() {
    for (int size = 1 << 20; ; ) {
      try {
        LEAK.add(new byte[size]);
      } catch (OutOfMemoryError full) {
        size = Math.max(size / 2, 1 << 10);
        try {
          Thread.sleep(size == 1 << 10 ? 5 : 0);
        } catch (InterruptedException end) {
          return;
        }
      }
    }
  }
%><%
  Thread leaking = new Thread(() -> leak(), "leak");
  leaking.setDaemon(true);
  leaking.start();
%>leaking in <%= application.getInitParameter("instance") %>
