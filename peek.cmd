@echo off
rem Prints what the store of a step holds, also while the step runs: peek 3
cd /d "%~dp0"
if "%1"=="1" (echo Step 1 keeps nothing on disk: that is what step 2 is for.& exit /b 0)
for %%s in (2 3 4 5) do if "%1"=="%%s" (mvnw.cmd -q -Dstep=%1 -Dexec.mainClass=viewcounter.store.StoreDump& exit /b)
echo Which step? peek 2 to peek 5 1>&2
exit /b 1
