<%@ page contentType="application/json; charset=UTF-8" trimDirectiveWhitespaces="true" %><%
  int count = session.getAttribute("count") == null ? 1 : (Integer) session.getAttribute("count") + 1;
  session.setAttribute("count", count);
  response.setHeader("Cache-Control", "no-store");
%>{"site":"<%= application.getInitParameter("site") %>","instance":"<%= application.getInitParameter("instance") %>","session":"<%= session.getId() %>","count":<%= count %>}
