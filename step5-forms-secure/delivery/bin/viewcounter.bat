@echo off
rem Starts step 5. HOST, PORT, DATA_DIR, DATABASE_URL and TRACE are its settings:
rem see README.md
setlocal
set "home=%~dp0.."
set "java=java.exe"
if defined JAVA_HOME set "java=%JAVA_HOME%\bin\java.exe"
if exist "%java%" goto run
if not defined JAVA_HOME where /q java.exe && goto run
echo There is no %java%: install a Java runtime, version 17 or newer, or set JAVA_HOME to one. 1>&2
exit /b 1
:run
if not defined DATA_DIR set "DATA_DIR=%home%\data"
if not defined TRACE set "TRACE=off"
"%java%" -cp "%home%\lib\*" -XX:+ExitOnOutOfMemoryError --enable-native-access=ALL-UNNAMED -Dsun.misc.unsafe.memory.access=allow viewcounter.step5.App
exit /b %errorlevel%
