<%@ page contentType="application/json; charset=UTF-8" trimDirectiveWhitespaces="true" %><%--
  Counts in the session, as the library's session probe does. With millis=100 the page takes so long.
--%><%
  int count = session.getAttribute("count") == null ? 1 : (Integer) session.getAttribute("count") + 1;
  session.setAttribute("count", count);
  response.setHeader("Cache-Control", "no-store");
  if (request.getParameter("millis") != null) Thread.sleep(Integer.parseInt(request.getParameter("millis")));
%>{"site":"<%= application.getInitParameter("site") %>","instance":"<%= application.getInitParameter("instance") %>","session":"<%= session.getId() %>","count":<%= count %>}
