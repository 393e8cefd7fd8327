<%@ page contentType="text/plain; charset=UTF-8" session="false" trimDirectiveWhitespaces="true" %><%--
  Takes as long as asked for. With trickle=true a piece comes each half second, as of a download; otherwise nothing comes before the end.
--%><%
  int seconds = Integer.parseInt(request.getParameter("seconds"));
  boolean trickle = Boolean.parseBoolean(request.getParameter("trickle"));
  for (int half = 1; half <= 2 * seconds; half++) {
    Thread.sleep(500);
    if (!trickle) continue;
    out.print(half + "\n");
    out.flush();
  }
%>done by <%= application.getInitParameter("instance") %>
