@echo off
rem The entry to the course: course lists its commands. Their code is in
rem viewcounter.course, in the module tools.
setlocal
cd /d "%~dp0"
set "java=java.exe"
if defined JAVA_HOME set "java=%JAVA_HOME%\bin\java.exe"
set "target=tools\target"
if exist "%java%" goto build
if not defined JAVA_HOME where /q java.exe && goto build
echo There is no %java%: install a JDK, version 17 or newer, or set JAVA_HOME to one. 1>&2
exit /b 1
:build
if exist %target%\course.args if exist %target%\classes\viewcounter\course\Course.class goto run
echo Building; the first time takes a few minutes ... 1>&2
call mvnw.cmd -q test-compile || exit /b 1
:run
"%java%" @%target%\course.args viewcounter.course.Course %*
exit /b %errorlevel%
