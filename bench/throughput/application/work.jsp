<%@ page contentType="text/plain; charset=UTF-8" trimDirectiveWhitespaces="true" import="java.security.MessageDigest" %><%--
  Counts in the session as the session probe does, and works: about half a millisecond of a processor.
--%><%
  int count = session.getAttribute("count") == null ? 1 : (Integer) session.getAttribute("count") + 1;
  session.setAttribute("count", count);
  MessageDigest digest = MessageDigest.getInstance("SHA-256");
  byte[] block = new byte[1024];
  for (int time = 0; time < 500; time++) digest.update(block);
  response.setHeader("Cache-Control", "no-store");
%><%= digest.digest()[0] %>
