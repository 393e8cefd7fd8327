<%@ page contentType="text/html; charset=UTF-8" session="false" %><!DOCTYPE html>
<html lang="en">
<head><title>Session probe</title></head>
<body>
<p>Site <b><%= application.getInitParameter("site") %></b>, answered by <b><%= application.getInitParameter("instance") %></b>.</p>
<p><a href="session">Count up in my session</a></p>
</body>
</html>
