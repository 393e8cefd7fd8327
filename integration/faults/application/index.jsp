<%@ page contentType="text/plain; charset=UTF-8" session="false" %>the fault laboratory, answered by <%= application.getInitParameter("instance") %>
