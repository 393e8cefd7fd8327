<%@ page contentType="text/plain; charset=UTF-8" session="false" trimDirectiveWhitespaces="true" %><%--
  Takes as long as asked for. With trickle=true a piece comes each second, as of a download; otherwise nothing comes before the end.
--%><%
  int seconds = Integer.parseInt(request.getParameter("seconds"));
  boolean trickle = Boolean.parseBoolean(request.getParameter("trickle"));
  for (int second = 1; second <= seconds; second++) {
    Thread.sleep(1000);
    if (!trickle) continue;
    out.print(second + "\n");
    out.flush();
  }
%>done by <%= application.getInitParameter("instance") %>
